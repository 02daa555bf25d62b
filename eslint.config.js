// The scripts of a page share one scope: what one file of a folder declares at its beginning, those that are loaded with
// it may use. Which names these are is read from the files themselves, so that every other name is still an error.

import { readFileSync, readdirSync } from "node:fs";
import js from "@eslint/js";
import globals from "globals";

const ASSETS = "graphbuild/pages/assets";
/* Folders of scripts, each with those whose scripts its own may use. */
const FOLDERS = { shared: [], canvas: ["shared"], graph: ["shared", "canvas"], site: ["shared", "canvas"], server: ["shared"] };

function scripts(folder) {
  return readdirSync(`${ASSETS}/${folder}`).map((name) => `${ASSETS}/${folder}/${name}`);
}

function declared(path) {
  const names = readFileSync(path, "utf-8").matchAll(/^(?:const|class|function) (\w+)/gm);
  return Object.fromEntries([...names].map(([, name]) => [name, "readonly"]));
}

function config(path, folder) {
  const others = [folder, ...FOLDERS[folder]].flatMap(scripts).filter((other) => other !== path);
  return { files: [path], languageOptions: { globals: Object.assign({}, ...others.map(declared)) } };
}

export default [
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: { ecmaVersion: 2022, sourceType: "script", globals: globals.browser },
    rules: {
      // What a file declares for the others it need not use itself.
      "no-unused-vars": ["error", { vars: "local", argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-control-regex": "off",
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-implicit-globals": ["error", { lexicalBindings: false }],
      "no-shadow": "error",
      strict: ["error", "global"],
    },
  },
  { files: ["*.config.js"], languageOptions: { sourceType: "module", globals: globals.node }, rules: { strict: "off" } },
  ...Object.keys(FOLDERS).flatMap((folder) => scripts(folder).map((path) => config(path, folder))),
];
