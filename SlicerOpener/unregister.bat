@echo off
rem Take back what register.bat did, for this user. The folder itself, config.ini and the log stay.
setlocal
set "QUIET=%~1"
for %%S in (threedprint 3dprint) do call :remove %%S
if not "%LEFT%"=="" goto failed
echo Links threedprint:// and 3dprint:// no longer open with SlicerOpener.
if "%QUIET%"=="" pause
exit /b 0

:remove
set "KEY=HKCU\Software\Classes\%1"
reg query "%KEY%" >nul 2>nul
if errorlevel 1 exit /b 0
reg delete "%KEY%" /f >nul
reg query "%KEY%" >nul 2>nul
if errorlevel 1 exit /b 0
set "LEFT=%1"
exit /b 0

:failed
echo The links %LEFT%:// could not be removed. Close the registry editor if it is open and run this file again.
if "%QUIET%"=="" pause
exit /b 1
