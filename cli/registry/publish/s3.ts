import type * as S3 from "@aws-sdk/client-s3";
import { differentContent } from "../errors";
import { cannotRun, failure } from "../../terminal/errors";
import { contentDigest, unpackArchive } from "../package/archive";
import { type ModulePackage, packageFile, parsePackageFile } from "../package/packages";
import type { Published, Target } from "./target";
import type { Env } from "../../terminal/io";

/** An S3 bucket with archives that Terraform loads by `s3::https://…`. Uses the standard AWS credentials and region. */
export class S3Target implements Target {
  readonly description: string;

  private constructor(
    private readonly s3: typeof S3,
    private readonly client: S3.S3Client,
    private readonly bucket: string,
    private readonly prefix: string,
    /** URL prefix of the objects, for Terraform. */
    private readonly base: string,
  ) {
    this.description = `s3://${bucket}/${prefix}`;
  }

  /**
   * @param url `s3://<bucket>/<folder>`
   * @throws CommandFailure for an invalid URL, or if no region is set
   */
  static async open(url: string, env: Env): Promise<S3Target> {
    const [, bucket = "", folder = ""] =
      /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(url) ?? [];
    if (bucket === "" || /[?#]|(^|\/)\.\.?(\/|$)|\/\//.test(folder))
      throw cannotRun(
        `"${url}" is not a valid S3 URL. Give one such as s3://my-modules/terraform.`,
      );
    // Loaded on demand, because it is slow to load.
    const s3 = await import("@aws-sdk/client-s3");
    const endpoint = env["AWS_ENDPOINT_URL_S3"] ?? env["AWS_ENDPOINT_URL"];
    const client = new s3.S3Client({ forcePathStyle: endpoint !== undefined });
    const region = await client.config.region().catch(() => {
      throw cannotRun("No AWS region is set. Export AWS_REGION with the bucket's region.");
    });
    const prefix = folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
    const host = endpoint?.replace(/\/$/, "") ?? `https://s3-${region}.amazonaws.com`;
    return new S3Target(s3, client, bucket, prefix, `${host}/${bucket}/${prefix}`);
  }

  async versions(module: string): Promise<string[]> {
    const found: string[] = [];
    let next: string | undefined;
    do {
      const page = await this.send(() =>
        this.client.send(
          new this.s3.ListObjectsV2Command({
            Bucket: this.bucket,
            Prefix: this.prefix,
            Delimiter: "/",
            ContinuationToken: next,
          }),
        ),
      );
      for (const { Key = "" } of page.Contents ?? []) {
        const parsed = parsePackageFile(Key.slice(this.prefix.length));
        if (parsed?.module === module) found.push(parsed.version);
      }
      next = page.NextContinuationToken;
    } while (next !== undefined);
    return found;
  }

  async read(module: string, version: string): Promise<Published | undefined> {
    const Key = this.prefix + packageFile({ module, version });
    const object = await this.send(() =>
      this.client
        .send(new this.s3.GetObjectCommand({ Bucket: this.bucket, Key }))
        .catch((error: Error) => {
          if (error.name === "NoSuchKey") return undefined;
          throw error;
        }),
    );
    if (object?.Body === undefined) return undefined;
    const content = Buffer.from(await object.Body.transformToByteArray());
    // S3 writes objects atomically.
    return { files: await unpackArchive(content, `s3://${this.bucket}/${Key}`), complete: true };
  }

  async write(each: ModulePackage): Promise<void> {
    const put = new this.s3.PutObjectCommand({
      Bucket: this.bucket,
      Key: this.prefix + packageFile(each),
      Body: each.archive,
      ContentType: "application/gzip",
      ChecksumAlgorithm: "SHA256",
      // Do not overwrite what someone else publishes at the same time.
      IfNoneMatch: "*",
    });
    await this.send(() =>
      this.client.send(put).catch(async (error: Error) => {
        if (!["PreconditionFailed", "ConditionalRequestConflict"].includes(error.name)) throw error;
        const there = (await this.read(each.module, each.version))?.files;
        if (there === undefined || contentDigest(there) !== contentDigest(each.files))
          throw differentContent(each.module, each.version, this.description);
      }),
    );
  }

  usage(each: ModulePackage): string {
    return `source = "s3::${this.base}${packageFile(each)}"`;
  }

  /** Turns AWS errors into one-line messages. */
  private async send<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if ((error as Error).name === "CommandFailure") throw error;
      const { name, message } = error as Error;
      throw name === "CredentialsProviderError"
        ? cannotRun(`No AWS credentials: ${message}. Set AWS_PROFILE, for example.`)
        : failure(`${this.description}: ${name}: ${message}`);
    }
  }
}
