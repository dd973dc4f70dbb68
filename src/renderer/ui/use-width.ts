import type { RefObject } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';

/**
 * The width of an element, px; null only before the first paint. What is laid out by it is so drawn once, and the
 * field somebody begins to type in is not replaced by another.
 */
export function useWidth<E extends HTMLElement>(): { ref: RefObject<E | null>; width: number | null } {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
