"""Rules at work: what each kind makes of the stories that its query found, live and in a back-test alike."""
