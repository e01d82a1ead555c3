// The directory's file as rows of cells: `;` between them, quotes around what holds one.

/** Rows of a file, its heading first. */
export function rowsOf(text) {
  return text.trimEnd().split(/\r?\n/).map((line) => [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain));
}

/** The same as a file. */
export function fileOf(rows) {
  const cell = (text) => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join(";")).join("\n") + "\n";
}
