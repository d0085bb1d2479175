@echo off
chcp 65001 >nul
cd /d "%~dp0"
where khotin >nul 2>nul
if errorlevel 1 goto thieu
khotin edit --open --lang vi
if errorlevel 1 goto loi
exit /b 0
:thieu
echo Máy này chưa có Khotin. Xem HUONG-DAN.md, phần "Cài đặt".
:loi
pause
exit /b 1
