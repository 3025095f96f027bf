# syntax=docker/dockerfile:1

# What the package ships, built from this checkout.
FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
COPY web/package.json web/
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node tools/build.mjs

# What it needs to run, by the same lock file; the console is built, so nothing of it.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
COPY web/package.json web/
RUN npm ci --omit=dev --workspaces=false --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
# An init: it hands the signal to stop on, and takes leave of processes that its own PostgreSQL leaves behind.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /src/package.json /src/LICENSE /src/README.md /src/ARCHITECTURE.md /src/CHANGELOG.md /src/.env.example ./
COPY --from=build /src/dist dist
COPY --from=build /src/migrations migrations
COPY --from=build /src/demo demo
COPY --from=build /src/docs docs
COPY --from=build /src/deploy deploy
COPY --from=build /src/web/dist web/dist
RUN ln -s /app/dist/cli.js /usr/local/bin/aftercall \
  && install --directory --owner=node --group=node --mode=0700 /data
ENV NODE_ENV=production NODE_OPTIONS=--max-semi-space-size=64 DATA_DIR=/data LISTEN=0.0.0.0:8480
USER node
VOLUME /data
EXPOSE 8480
# The first start makes a database, which takes some seconds.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8480/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--", "aftercall"]
CMD ["start"]
