# The command apono-connector with Terraform, for pipelines without Node: docs/guides/installing.md
ARG NODE=node:24.18.1-alpine3.24@sha256:f70403e87646dc51b45295f4b8b70cdad0b63d2297c4c9899119b03f7af7a6b3

FROM ${NODE} AS package
WORKDIR /build
COPY package.json package-lock.json ./
COPY tools/pty tools/pty
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm pack --pack-destination /tmp \
  && mkdir /package \
  && tar -xzf /tmp/apono-connector-*.tgz -C /package --strip-components=1 \
  && cp package-lock.json /package/
WORKDIR /package
RUN npm ci --omit=dev --omit=peer --ignore-scripts --no-audit --no-fund

# Checksums: https://releases.hashicorp.com/terraform/1.13.3/terraform_1.13.3_SHA256SUMS
FROM ${NODE} AS terraform-amd64
ADD --checksum=sha256:71fc43d92ea09907be5d416d2405a6a9c2d1ceaed633f5e175c0af26e8c4b365 \
  https://releases.hashicorp.com/terraform/1.13.3/terraform_1.13.3_linux_amd64.zip /tmp/terraform.zip

FROM ${NODE} AS terraform-arm64
ADD --checksum=sha256:fa82fb1b08354573467557f33e6a15e7f9e1bba74eb15492f151ca27525d2acc \
  https://releases.hashicorp.com/terraform/1.13.3/terraform_1.13.3_linux_arm64.zip /tmp/terraform.zip

# hadolint ignore=DL3006
FROM terraform-${TARGETARCH} AS terraform
RUN unzip -q /tmp/terraform.zip terraform -d /usr/local/bin

FROM ${NODE}
LABEL org.opencontainers.image.title="apono-connector" \
  org.opencontainers.image.description="Generator and validator of Terraform modules for the Apono connector on AWS" \
  org.opencontainers.image.licenses="Apache-2.0"
# For modules from git. Alpine has only the newest version of a package, so none can be pinned.
# hadolint ignore=DL3018
RUN apk add --no-cache git
COPY --from=terraform /usr/local/bin/terraform /usr/local/bin/terraform
COPY --from=package /package /opt/apono-connector
RUN ln -s /opt/apono-connector/cli/apono-connector.js /usr/local/bin/apono-connector
# The image's user node.
USER 1000:1000
WORKDIR /work
ENTRYPOINT ["apono-connector"]
CMD ["--help"]
