#!/bin/sh
# Starts the atlas that is set up here. Further options go to streamlit: sh start.sh --server.port 8600
# config/atlas.env (NAME=value lines, see docs/security.md) and config/secrets.toml are kept when the atlas is upgraded.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if [ -f "$here/config/atlas.env" ]; then
    set -a
    . "$here/config/atlas.env"
    set +a
fi
[ -f "$here/config/secrets.toml" ] && export STREAMLIT_SECRETS_FILES="$here/config/secrets.toml"
# The folder itself and not the link to it: a server that runs is not to read the files of the next release.
cd -P -- "$here/current/app" || exit 1
exec ../venv/bin/python -m streamlit run app.py "$@"
