# The service with its app and the whole command line, for amd64 and arm64:
#   docker build -t tenfold .
#   docker run -p 8080:8080 -v tenfold:/data tenfold
# Requests from outside need a key: docker exec CONTAINER tenfold keys add NAME --data /data

FROM node:24.11-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
COPY packages/tenfold/package.json packages/tenfold/
COPY packages/works/package.json packages/works/
COPY packages/server/package.json packages/server/
COPY packages/web/package.json packages/web/
COPY packages/cli/package.json packages/cli/
COPY compilers compilers
RUN npm ci
COPY . .
RUN npm run build && npm pack --pack-destination /tarballs -w packages/tenfold -w packages/cli

FROM node:24.11-bookworm-slim
COPY --from=build /tarballs /tarballs
WORKDIR /opt/tenfold
# HEIC is read by a package under the LGPL, which stays one of its own.
RUN npm init --yes > /dev/null \
  && npm install --no-audit --no-fund /tarballs/tenfold-0.1.0.tgz /tarballs/tenfold-cli-0.1.0.tgz heic-decode@2.1.0 \
  && rm -rf /tarballs /root/.npm \
  && mkdir /data \
  && chown node:node /data
ENV NODE_ENV=production PATH=/opt/tenfold/node_modules/.bin:$PATH TENFOLD_DATA=/data TENFOLD_CACHE=/data/cache
USER node
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tenfold"]
CMD ["serve", "--host", "0.0.0.0", "--data", "/data"]
