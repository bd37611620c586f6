import {
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  type IAMClient,
} from "@aws-sdk/client-iam";

/** The ARN of the emulated account's OIDC provider for an issuer (a URL). */
export const oidcProviderArn = (issuer: string) =>
  `arn:aws:iam::123456789012:oidc-provider/${issuer.replace("https://", "")}`;

/** Runs a check while the account has an OIDC provider for the issuer. */
export async function withOidcProvider(
  iam: IAMClient,
  issuer: string,
  audiences: string[],
  check: () => Promise<void>,
): Promise<void> {
  await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: issuer,
      ClientIDList: audiences,
      ThumbprintList: ["0".repeat(40)],
    }),
  );
  try {
    await check();
  } finally {
    await iam.send(
      new DeleteOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn: oidcProviderArn(issuer),
      }),
    );
  }
}
