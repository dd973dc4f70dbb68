// TODO finish this
export const planted = 1;
