/** Everything that can be wrong with a program: its code, what is said of it, and what its author can do. */

export type Words = readonly [what: string, whatToDo: string];

const LINE = "Correct the line;";

export const KINDS = {
  no_folder: ["There is no folder {name}.", "Give the folder of the mini program."],
  no_app_json: ["There is no app.json in this folder.", "Give the folder of the mini program, or name it in project.config.json as miniprogramRoot."],
  root_outside: ['miniprogramRoot "{name}" leads out of the folder.', "Name a folder inside of it."],
  too_many_files: ["There are more than {count} files here.", "Give the folder of the program alone."],
  no_pages: ["There are no pages.", 'List them in "pages"; the first is the one that opens.'],
  page_path_wrong: ['"{name}" is no path of a page.', "Write the path from the root of the package, without an ending."],
  package_rootless: ["A sub package has no root.", 'Give the folder of the sub package as "root".'],
  tabs_wrong: ["The tab bar has {count} tabs.", 'Give 2 to 5 of them in "tabBar.list".'],
  page_missing: ['There is no page "{name}".', "Add {name}.wxml and {name}.js, or remove the page from app.json."],
  template_missing: ['There is no template "{name}.wxml".', "Correct the path of the import or include."],
  component_missing: ['There is no component "{name}" for <{tag}>.', "Correct the path, or add the component."],
  component_not_installed: ['There is no component "{name}" for <{tag}>.', "Correct the path; if it is an npm package, install it and build npm (hutong mini pack-npm)."],
  plugin_component: ['"{tag}" comes from a plugin, and plugins can\'t be used yet.', "The element stays empty; use a component of your own."],
  script_missing: ['There is no script "{name}".', "Correct the path."],
  script_not_installed: ['There is no script "{name}".', "Install the npm package and build npm (hutong mini pack-npm), or correct the path."],
  wxs_missing: ['There is no WXS file "{name}".', "Correct the path."],
  sheet_missing: ['There is no style sheet "{name}".', "Correct the path of the import, or remove it."],
  json_broken: ["This is not JSON: {reason}.", `${LINE} until then the file is not heeded.`],
  json_module_broken: ["This is not JSON: {reason}.", "Correct the file."],
  script_broken: ["This script can't be read: {reason}.", `${LINE} until then everything that needs this file fails.`],
  sheet_broken: ["This style sheet can't be read: {reason}.", `${LINE} until then the sheet is empty.`],
  wxs_broken: ["This WXS can't be read: {reason}.", `${LINE} until then the module is empty.`],
  template_broken: ["{reason}.", "Correct the template here."],
  template_children: ["{reason}.", "Remove what stands inside it; a slot shows only what its user puts there."],
  template_unclosed: ["{reason}.", "Close the tag."],
  template_expression: ["{reason}.", "Correct the expression between {{ and }}."],
  file_not_compiled: ["This file can't be compiled: {reason}.", "Look for something unusual in it, such as very deep nesting; until then it is left out."],
  file_too_large: ["This file is larger than 8 MB; it is left out.", "Split it, or load its data while the program runs."],
  files_too_large: ["The files of the program are larger than 100 MB together; this one and the rest are left out.", "Put large files on a server."],
  file_is_link: ["This is a link; it is left out.", "Put the file itself here."],
  wxs_undeclared: ['"{name}" is declared nowhere, and WXS has nothing of this name.', "Declare it in this file; until then it is undefined at first."],
  wxs_writes: ["This WXS writes to what can only be read.", 'Look for an assignment to "constructor".'],
  wxs_no_new: ['WXS has no "new".', "Use getDate() or getRegExp(), or a plain function."],
  wxs_no_syntax: ['WXS has no "{name}".', "Write it with plain functions and values."],
  wxs_no_async: ["WXS has no asynchronous functions and no generators.", "Write a plain function."],
  wxs_reserved: ['"{name}" is a reserved name.', "Choose another name."],
  wxs_constructor: ['"constructor" can only be read in WXS.', "Use another name for the member."],
  wxs_no_member: ['WXS has no member "{name}".', "Leave it out; WXS has no prototypes."],
  wxs_no_name: ['WXS has no member "{name}".', "Choose another name."],
  wxs_no_accessors: ["WXS has no getters, setters and methods of this spelling.", "Write name: function () {…}."],
  wxs_no_computed: ["WXS has no computed names in objects.", "Assign the member afterwards: object[name] = value."],
  wxs_require: ["require needs the path as a plain text in WXS.", 'Write require("./name.wxs").'],
} as const satisfies Record<string, Words>;

export type Kind = keyof typeof KINDS;
export type Params = Record<string, string>;

/** `{name}` becomes what it stands for; braces of code that name nothing stay. */
export function filled(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
}
