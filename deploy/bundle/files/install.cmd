@echo off
rem Sets the atlas up from this folder, without internet, and starts it. All options: install.cmd --help
setlocal
set "PYTHONUTF8=1"
set "WANTED=import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
for %%P in ("py -3.13" "py -3.12" "py -3.11" "python") do (
    %%~P -c "%WANTED%" >nul 2>nul && set "FOUND=%%~P" && goto found
)
echo Python 3.11, 3.12 or 3.13 (64 bit) is needed: install it, then run install.cmd again. 1>&2
exit /b 1
:found
%FOUND% "%~dp0install.py" %*
exit /b %ERRORLEVEL%
