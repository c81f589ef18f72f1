"""Whether this process may open one more file, of which not all that fails for it tells."""

import errno
import os


def is_out_of_files() -> bool:
    """Tell whether this process, or the machine, may open no file more at this moment."""
    try:
        os.close(os.dup(2))
    except OSError as error:
        return error.errno in (errno.EMFILE, errno.ENFILE)
    return False
