@echo off
rem Windows: up, stop, logs and backup go to docker compose. Everything else needs Linux: use WSL2.
setlocal
cd /d "%~dp0"
if "%~1"=="up" goto up
if "%~1"=="stop" goto stop
if "%~1"=="logs" goto logs
if "%~1"=="backup" goto backup
goto explain

:up
if not exist .env goto init
docker compose up --build --detach --wait
if errorlevel 1 exit /b 1
echo The shop is open; the address is PUBLIC_URL in .env.
exit /b 0

:init
echo There is no .env yet; making it.
docker run --rm --volume "%cd%:/lab" --workdir /lab python:3.11-slim-bookworm python lab init --compose
if errorlevel 1 exit /b 1
goto up

:stop
docker compose stop
exit /b %errorlevel%

:logs
docker compose logs --follow --tail 100 %2 %3
exit /b %errorlevel%

:backup
if "%~2"=="" goto backup_create
if "%~2"=="restore" goto backup_restore
if "%~2"=="drill" goto backup_drill
docker compose exec backend python -m app.cli backup %2 %3
exit /b %errorlevel%

:backup_create
docker compose exec backend python -m app.cli backup create
exit /b %errorlevel%

:backup_restore
docker compose run --rm restore %3
exit /b %errorlevel%

:backup_drill
docker compose rm --force --stop drill-db
docker compose run --rm drill
set drilled=%errorlevel%
docker compose rm --force --stop drill-db
exit /b %drilled%

:explain
echo lab up ^| stop ^| logs ^| backup    work here through Docker Desktop.
echo.
echo The other commands, and ./lab up without Docker, need Linux: the queue's worker forks, which Windows cannot.
echo Install WSL2 once (wsl --install), open its terminal, clone there, and run ./lab up.
exit /b 1
