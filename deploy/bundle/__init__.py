"""The offline bundle, an archive that sets the atlas up on a machine without internet: ``python -m deploy.bundle``."""
