"""A scene as a still picture, for slides, files and paper."""
