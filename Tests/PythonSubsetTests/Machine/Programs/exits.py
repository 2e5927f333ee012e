import sys
try:
    sys.exit(3)
except SystemExit as e:
    print("exit", e.code)
    print("leaving")
    sys.exit(7)
