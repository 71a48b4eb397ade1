#!/bin/sh
# Builds the desk when a source of it is newer than the last build. Run by Maven.
set -eu
[ -f web/package.json ] || exit 0
[ "${RAPPORT_SKIP_WEB:-}" = 1 ] && exit 0
stamp=web/desk/dist/.built
if [ -f "$stamp" ] && [ -z "$(find web src/main/resources/messages \
    \( -name node_modules -o -name dist -o -name compiled \) -prune -o -type f -newer "$stamp" -print | head -n 1)" ]; then
  exit 0
fi
cd web
if [ ! -f node_modules/.installed ] || [ package-lock.json -nt node_modules/.installed ]; then
  npm ci --no-audit --no-fund
  touch node_modules/.installed
fi
npm run build
touch desk/dist/.built
