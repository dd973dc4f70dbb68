export const planted = window.innerWidth;
