export const planted = process.pid;
