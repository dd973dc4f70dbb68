export const importer = {};
