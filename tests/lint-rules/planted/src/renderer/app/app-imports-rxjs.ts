import { Subject } from 'rxjs';

export const planted = new Subject<number>();
