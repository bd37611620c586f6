/** What Kubernetes takes as names and labels, as patterns. https://kubernetes.io/docs/concepts/overview/working-with-objects/ */

/** A label as Kubernetes takes it. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const DNS_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

/** A name of most objects. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const DNS_SUBDOMAIN = `${DNS_LABEL}([.]${DNS_LABEL})*`;

/** A name without prefix, and a label's value. */
const QUALIFIED = "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?";

/** The key of a label, annotation or taint. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const LABEL_KEY = `(${DNS_SUBDOMAIN}/)?${QUALIFIED}`;

/** The value of a label or taint. */
export const LABEL_VALUE = `(${QUALIFIED})?`;
