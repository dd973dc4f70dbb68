export const callbacks = {};
