"""What an administrator runs or copies: checks of the installed packages, and files for serving the atlas."""
