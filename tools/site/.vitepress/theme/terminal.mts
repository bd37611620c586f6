import { useData } from "vitepress";
import { defineComponent, h } from "vue";

interface Step {
  readonly does: string;
  readonly command: string;
}

/** The commands in the home page's front matter, as in a terminal. */
export const HeroTerminal = defineComponent(() => {
  const { frontmatter } = useData();
  const steps = frontmatter.value.terminal as readonly Step[];
  return () =>
    h("div", { class: "terminal" }, [
      h(
        "pre",
        { tabindex: 0 },
        steps.flatMap(({ does, command }, index) => [
          index === 0 ? "" : "\n\n",
          h("span", { class: "comment" }, `# ${does}`),
          "\n",
          h("span", { class: "prompt" }, "$ "),
          command,
        ]),
      ),
    ]);
});
