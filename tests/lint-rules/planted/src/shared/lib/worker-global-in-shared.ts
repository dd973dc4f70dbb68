export const planted = self.indexedDB;
