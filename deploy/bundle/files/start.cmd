@echo off
rem Starts the atlas that is set up here. Further options go to streamlit: start.cmd --server.port 8600
rem config\atlas.env (NAME=value lines) and config\secrets.toml are kept when the atlas is upgraded.
setlocal
set "PYTHONUTF8=1"
if exist "%~dp0config\atlas.env" for /f "usebackq eol=# tokens=1,* delims==" %%A in ("%~dp0config\atlas.env") do set "%%A=%%B"
if exist "%~dp0config\secrets.toml" set "STREAMLIT_SECRETS_FILES=%~dp0config\secrets.toml"
cd /d "%~dp0current\app" || exit /b 1
..\venv\Scripts\python.exe -m streamlit run app.py %*
