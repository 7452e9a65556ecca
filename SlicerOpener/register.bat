@echo off
rem Let links to files of the lab open with SlicerOpener, for this user only; no administrator is needed.
rem Run it again after moving the folder. unregister.bat takes everything back.
setlocal EnableDelayedExpansion
set "HERE=%~dp0"
set "QUIET=%~1"
set "SCRIPT="
set "OPENER=%HERE%SlicerOpener.exe"
if exist "%OPENER%" goto found
set "OPENER=%HERE%dist\SlicerOpener.exe"
if exist "%OPENER%" goto found
set "SCRIPT=%HERE%SlicerOpener.py"
for %%P in (pyw.exe pythonw.exe) do if not "%%~$PATH:P"=="" set "OPENER=%%~$PATH:P"
if exist "%OPENER%" goto found
echo SlicerOpener.exe is not beside this file, and Python was not found.
echo Put SlicerOpener.exe into %HERE% or install Python 3.11 or later, then run register.bat again.
goto failed

:found
set "CALL=\"!OPENER!\" \"%%1\""
if not "%SCRIPT%"=="" set "CALL=\"!OPENER!\" \"!SCRIPT!\" \"%%1\""
for %%S in (threedprint 3dprint) do call :register %%S
for %%S in (threedprint 3dprint) do call :check %%S
if not "%BROKEN%"=="" goto failed
echo Links threedprint:// and 3dprint:// now open with
echo   %OPENER% %SCRIPT%
if not exist "%HERE%config.ini" if not exist "%APPDATA%\SlicerOpener\config.ini" echo Next: copy config.example.ini to config.ini and write your storage folder into it.
if "%QUIET%"=="" pause
exit /b 0

:register
set "KEY=HKCU\Software\Classes\%1"
reg add "%KEY%" /ve /d "URL:File of the 3D print lab" /f >nul
if errorlevel 1 set "BROKEN=%1"
reg add "%KEY%" /v "URL Protocol" /d "" /f >nul
if errorlevel 1 set "BROKEN=%1"
reg add "%KEY%\DefaultIcon" /ve /d "!HERE!SlicerOpener.ico" /f >nul
if errorlevel 1 set "BROKEN=%1"
reg add "%KEY%\shell\open\command" /ve /d "!CALL!" /f >nul
if errorlevel 1 set "BROKEN=%1"
exit /b 0

:check
reg query "HKCU\Software\Classes\%1" /v "URL Protocol" >nul 2>nul
if errorlevel 1 set "BROKEN=%1"
reg query "HKCU\Software\Classes\%1\shell\open\command" /ve | find "!OPENER!" >nul
if errorlevel 1 set "BROKEN=%1"
exit /b 0

:failed
echo Links are NOT set up. %BROKEN%
if "%QUIET%"=="" pause
exit /b 1
