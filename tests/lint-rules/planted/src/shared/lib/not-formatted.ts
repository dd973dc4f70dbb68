export const planted = "double"
