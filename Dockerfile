FROM node:22-bookworm-slim AS build
WORKDIR /takt
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:22-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0
WORKDIR /takt
COPY --from=build /takt/package.json ./
COPY --from=build /takt/node_modules node_modules
COPY --from=build /takt/dist dist
COPY --from=build /takt/workflows workflows
COPY --from=build /takt/forms forms
COPY --from=build /takt/server/gateway/proto server/gateway/proto
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
CMD ["node", "dist/server/main.js"]
