@echo off
rem Updates a copy by a delta. Shows its words in Vietnamese and English; needs nothing but Windows.
chcp 65001 >nul
set "given="
if not "%~1"=="" set "given=%~f1"
rem Windows does not rename a folder that a program works in.
cd /d "%SystemRoot%"
powershell.exe -NoProfile -ExecutionPolicy Bypass -File "%~dp0cap-nhat.ps1" "%given%"
if errorlevel 9 echo Could not start PowerShell. Read CAP-NHAT.html for another way.
pause
