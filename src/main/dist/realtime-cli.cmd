@echo off
rem Starts realtime-cli on Windows as the shell script beside it does elsewhere, with the same JDKs in the same order.
rem Tried with Wine and a java.exe that prints what it is given; not on Windows so far.
setlocal DisableDelayedExpansion

for %%h in ("%~dp0..") do set "home=%%~fh"
set "java="
set "build="
set "recorded="
if exist "%home%\lib\java.home" set /p recorded=<"%home%\lib\java.home"

call :fits "%JAVA_HOME%"
if not defined java call :fits "%home%\runtime"
if not defined java call :fits "%recorded%"
if not defined java for %%p in (java.exe) do call :above "%%~dp$PATH:p"
if not defined java (
  echo realtime-cli: no JDK 25 or newer found: set JAVA_HOME to one. 1>&2
  exit /b 1
)

rem how much is compiled, and which class cache is used: see there
set "tiers=-XX:TieredStopAtLevel=1 -XX:Tier3InvocationThreshold=400 -XX:Tier3MinInvocationThreshold=200 -XX:Tier3CompileThreshold=4000 -XX:Tier3BackEdgeThreshold=4000"
set "kind=-ask"
if not exist "%home%\lib\native" set "kind=-java"
for %%o in (java.library.path jdk.tls.client.protocols jdk.tls.client.cipherSuites jdk.tls.client.SignatureSchemes) do call :wish %%o
for %%c in (serve batch) do if "%~1"=="%%c" set "tiers="
if "%~1"=="batch" set "kind=-batch"
for %%c in (serve report compare devices doctor completion) do if "%~1"=="%%c" set "kind="
set "long="
call :look %*
set "collector=-XX:+UseSerialGC"
if defined REALTIME_CLI_JAVA_OPTS if not "%REALTIME_CLI_JAVA_OPTS:-XX:+Use=%"=="%REALTIME_CLI_JAVA_OPTS%" set "collector="
set "cache=%home%\lib\realtime-cli-%build%%kind%.aot"
if not exist "%cache%" set "cache=%home%\lib\realtime-cli-%build%.aot"
set "second="
if "%kind%"=="-batch" set "second=yes"
if "%kind%%long%"=="-javayes" set "second=yes"
if not exist "%home%\lib\realtime-cli-%build%%kind%.aot" set "second="
if "%kind%"=="" if defined tiers set "tiers=%tiers% -Xmn6m"
for %%k in (-ws -ask -java) do if "%kind%"=="%%k" set "tiers=%tiers% -Xmn4m -XX:InitialRAMPercentage=0.05 -XX:StringTableSize=4096 -XX:+UnlockExperimentalVMOptions -XX:SymbolTableSize=4096"
if defined second set "tiers=%tiers% -XX:TieredStopAtLevel=4 -XX:-C1UpdateMethodData -XX:Tier2InvokeNotifyFreqLog=22 -XX:Tier2BackedgeNotifyFreqLog=29 -XX:Tier3InvokeNotifyFreqLog=22 -XX:Tier3BackedgeNotifyFreqLog=29"
set twice=
if defined second set twice="-XX:CompileCommandFile=%home%\lib\compiled-twice.txt"
set cached=
if exist "%cache%" set cached="-XX:AOTCache=%cache%" -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:-AOTReplayTraining

"%java%\bin\java.exe" -XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=warning,aot*=off,cds*=off:stderr %collector% %tiers% -XX:-UsePerfData --enable-native-access=ALL-UNNAMED -Djdk.reflect.useNativeAccessorOnly=true "-Djava.library.path=%home%\lib\native" %twice% %cached% %REALTIME_CLI_JAVA_OPTS% -cp "%home%\lib\services.jar;%home%\lib\realtime-cli.jar" io.github.realtimecli.RealtimeCli %*
exit /b %ERRORLEVEL%

rem look ARGUMENT...: which class cache goes with them; --url=ws://... comes as two
:look
if "%~1"=="" exit /b
set "word=%~1"
set "size=%~z1"
if not defined size set "size=0"
if %size% GEQ 8000000 set "long=yes"
if "%word%"=="--local" if not "%kind%"=="-batch" set "kind="
if "%word:~0,5%"=="ws://" for %%k in (-ask -java) do if "%kind%"=="%%k" set "kind=-ws"
shift
goto look

rem wish PROPERTY: one with which the JDK speaks TLS
:wish
if defined REALTIME_CLI_JAVA_OPTS call set "without=%%REALTIME_CLI_JAVA_OPTS:%~1=%%"
if defined REALTIME_CLI_JAVA_OPTS if not "%without%"=="%REALTIME_CLI_JAVA_OPTS%" set "kind=-java"
exit /b

rem above FOLDER: looks at the JDK whose bin this is.
:above
if "%~1"=="" exit /b
for %%h in ("%~1..") do call :fits "%%~fh"
exit /b

rem fits HOME: is this a JDK that can run the program? Leaves it in java, and its exact build in build.
:fits
if "%~1"=="" exit /b
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
set "version="
set "exact="
for /f "usebackq tokens=1,2 delims==" %%k in ("%~1\release") do (
  if "%%k"=="JAVA_VERSION" set "version=%%~l"
  if "%%k"=="JAVA_RUNTIME_VERSION" set "exact=%%~l"
)
if not defined version exit /b
for /f "tokens=1 delims=.-+" %%v in ("%version%") do set "major=%%v"
if %major% LSS 25 exit /b
set "java=%~1"
set "build=%exact%"
exit /b
