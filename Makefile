# make demo   brings up the dev stack on simulated clouds with the real Pulumi engine
# make test   format, lint, types, workflows, unit, tooling, program, simulator and simulation tests
# Both install what they need; nothing but Node, Go, git and make has to be there.

.PHONY: demo test soak chaos bench doctor install engine clean

# The stack that `make doctor` looks at.
STACK ?= dev

demo: install
	npm run -s simulate -- up --stack dev

test: install
	npm test --silent

# Long stories on the engine: rotation over many periods, failover and back, the move to a gateway; and 20,000 broken
# configurations, of which none may get anything but the loader's own error.
soak: install
	npm test --silent -- soak
	FUZZ_FACTOR=20 npx --no-install mocha --timeout 600000 'tests/unit/settings/{generated,properties}.spec.ts'

# Every operation fails, loses its answer or kills the run: three hours of processor time. CHAOS="--plan" tells how many.
chaos: install
	npm run -s chaos -- $(CHAOS)

bench: install
	npm run -s bench

# Whether machine, accounts and settings are ready for the first `pulumi up`: make doctor STACK=prod
doctor: install
	npm run -s doctor -- --stack $(STACK)

# The Pulumi engine: from PATH, downloaded, or built from Go modules (minutes, once per machine).
engine: install
	npm run -s engine

install: node_modules/.package-lock.json

node_modules/.package-lock.json: package.json package-lock.json
	@command -v node >/dev/null || { echo "Node is missing: install Node 22 from https://nodejs.org" >&2; exit 1; }
	@node tools/requireNode.cjs
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

clean:
	rm -rf node_modules .simulator
