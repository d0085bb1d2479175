@echo off
rem Updates a copy by a delta. Shows its words in Vietnamese and English; needs nothing but Windows.
chcp 65001 >nul
cd /d "%~dp0"
powershell.exe -NoProfile -ExecutionPolicy Bypass -File "%~dp0cap-nhat.ps1" %1
if errorlevel 9 echo Could not start PowerShell. Read CAP-NHAT.html for another way.
pause
