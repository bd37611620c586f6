import { type Expression, type Value, hcl } from "../../lib/hcl";
import { OWN_REPOSITORIES } from "../apono";
import { CONTAINER_NAME } from "../naming";
import type { TaskProps } from "./task";

/** The connector's container. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
export function containerDefinition(props: TaskProps): Expression<object> {
  const { tokenSecretArn, enableExecuteCommand, imageRepository } = props;
  const { stopTimeout, user, readonlyRootFilesystem } = props.container;
  const isApono = hcl`can(regex(${OWN_REPOSITORIES}, ${imageRepository}))`;
  const credentials = onlyIf(isApono, {
    repositoryCredentials: { credentialsParameter: tokenSecretArn },
  });
  const init = onlyIf(enableExecuteCommand, { linuxParameters: { initProcessEnabled: true } });
  const readonly = onlyIf(readonlyRootFilesystem, { readonlyRootFilesystem: true });
  const limits = hcl`{ for key, value in ${{ stopTimeout, user }} : key => value if value != null }`;
  return hcl`merge(${always(props)}, ${credentials}, ${init}, ${readonly}, ${limits})`;
}

/** An argument that is absent, not null, unless a condition holds. */
const onlyIf = (condition: Value<boolean>, argument: object): Expression<object> =>
  hcl`{ for key, value in ${argument} : key => value if ${condition} }`;

function always(props: TaskProps): object {
  const { environmentVariables, secrets } = props.container;
  const environment = [
    { name: "APONO_CONNECTOR_ID", value: props.connectorId },
    { name: "APONO_URL", value: props.aponoUrl },
    { name: "TEMPLATES_PATH", value: "/app/apono-agent-templates" },
  ];
  const tokenAsSecret = [{ name: "APONO_TOKEN", valueFrom: props.tokenValueFrom }];
  return {
    name: CONTAINER_NAME,
    image: image(props),
    essential: true,
    environment: hcl`concat(${environment}, [for name, value in ${environmentVariables} : { name = name, value = value }])`,
    secrets: hcl`concat(${tokenAsSecret}, [for name, arn in ${secrets} : { name = name, valueFrom = arn }])`,
    // A change of it is a new revision, so that a rotated token reaches the tasks.
    dockerLabels: { "io.apono.token-version": hcl`tostring(${props.tokenVersion})` },
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": props.logGroupName,
        "awslogs-region": props.aws.region,
        "awslogs-stream-prefix": "ecs",
      },
    },
    // BusyBox, which the image is built on, brings wget: nothing is installed at run time.
    healthCheck: {
      command: ["CMD-SHELL", "wget -q -T 4 -O /dev/null http://localhost:8080/healthz || exit 1"],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 30,
    },
  };
}

const image = ({ imageRepository, connectorVersion }: TaskProps): Expression<string> =>
  hcl`join(startswith(${connectorVersion}, "sha256:") ? "@" : ":", [${imageRepository}, ${connectorVersion}])`;
