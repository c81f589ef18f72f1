"""The processes in which pages become articles, and the one in which an edited configuration is read.

In: a reference to a page in the landing zone. Out: an article as JSON with its sketch, or a reason.
pool.py starts the processes and bounds them; page.py is what runs there; preload.py loads what they need.
A page that hangs, or that crashes a library, costs itself alone.
configuration.py reads the three files, here or in a process of its own.
Uses: landing, config, processors.
"""
