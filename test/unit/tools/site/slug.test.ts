import { slug } from "../../../../tools/site/slug";

// https://github.com/Flet/github-slugger has GitHub's cases.
it.each([
  ["On EKS", "on-eks"],
  ["What it comes to, and why", "what-it-comes-to-and-why"],
  ["The cluster's OIDC provider", "the-clusters-oidc-provider"],
  ["[1.0.0]", "100"],
  ["`status` & `doctor`", "status--doctor"],
  ["Größe – groß", "größe--groß"],
  ["depends_on", "depends_on"],
])("makes the anchor of %s", (heading, anchor) => {
  expect(slug(heading)).toBe(anchor);
});
