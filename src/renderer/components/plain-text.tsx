import { useMemo } from 'react';
import { drop } from '@shared/lib/drop';
import { platform } from '@renderer/platform/platform';
import { linkify } from './linkify';
import classes from './plain-text.module.css';

/**
 * Text that somebody wrote, shown as it is: never markup, white space kept, long words wrapped, its writing
 * direction its own. Addresses in it open through the platform's gate alone.
 */
export function PlainText({ text }: { text: string }) {
  const parts = useMemo(() => linkify(text), [text]);
  return (
    <div className={classes.text} dir="auto">
      {parts.map(({ text: shown, address }, index) =>
        address === undefined ? (
          shown
        ) : (
          <button
            key={index}
            type="button"
            role="link"
            className={classes.link}
            title={address}
            onClick={() => drop(platform.openExternal(address))}
          >
            {shown}
          </button>
        ),
      )}
    </div>
  );
}
