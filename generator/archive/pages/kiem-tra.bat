@echo off
rem Checks this copy. Shows its words in Vietnamese and English; needs nothing but Windows.
chcp 65001 >nul
cd /d "%~dp0"
powershell.exe -NoProfile -ExecutionPolicy Bypass -File "%~dp0kiem-tra.ps1"
if errorlevel 9 echo Could not start PowerShell. Read KIEM-TRA.html for another way.
pause
