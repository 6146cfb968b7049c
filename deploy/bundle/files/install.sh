#!/bin/sh
# Sets the atlas up from this folder, without internet, and starts it. All options: sh install.sh --help
# PYTHON=/path/to/python3.12 chooses the interpreter.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
for python in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
    if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        exec "$python" "$here/install.py" "$@"
    fi
done
echo "需要 Python 3.11、3.12 或 3.13；已装在别处时写明：PYTHON=/路径/python3.12 sh install.sh" >&2
echo "Python 3.11, 3.12 or 3.13 is needed; where it is installed elsewhere: PYTHON=/path/python3.12 sh install.sh" >&2
exit 1
