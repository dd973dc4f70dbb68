import { useEffect, useRef } from 'react';

/** The field that has the keyboard when a form appears: give it this ref. */
export function useInitialFocus<T extends HTMLElement>() {
  const ref = useRef<T>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
