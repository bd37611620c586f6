import DefaultTheme from "vitepress/theme";
import { h } from "vue";
import { HeroTerminal } from "./terminal.mts";
import "./style.css";

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { "home-hero-image": () => h(HeroTerminal) }),
};
