import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';
import {
  Button,
  Checkbox,
  Input,
  Menu,
  Modal,
  MultiSelect,
  PasswordInput,
  SegmentedControl,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
  Tooltip,
  createTheme,
} from '@mantine/core';

const accent: MantineColorsTuple = [
  '#e6f4f0',
  '#d3e9e2',
  '#a8d3c6',
  '#7abba8',
  '#55a88f',
  '#3d9c80',
  '#2e7f67',
  '#1b6553',
  '#125545',
  '#064437',
];

/** White is at least 4.5:1 on what acts are filled with, which it is not on Mantine's own. */
const red: MantineColorsTuple = [
  '#fcebe9',
  '#f8d3cf',
  '#f0a9a2',
  '#e87d74',
  '#e05a4f',
  '#d9463a',
  '#c9372c',
  '#b3261e',
  '#931d16',
  '#73140f',
];

/** Mantine's own dark surfaces and lines, in the tones of tokens.css. */
const dark: MantineColorsTuple = [
  '#e6ecea',
  '#c7d0cd',
  '#a3b0ac',
  '#75827e',
  '#45514e',
  '#2c3533',
  '#1e2423',
  '#171c1b',
  '#101413',
  '#0a0d0c',
];

/**
 * Browsers keep copies of what is typed into a field, for suggestions and for a crash of their own, in files that the
 * app cannot empty. Luuri keeps what is typed itself.
 */
const notKept = { autoComplete: 'off' };

/** Mantine in Luuri's measures; colours come from tokens.css. */
export const theme = createTheme({
  primaryColor: 'accent',
  // White on either is at least 4.5:1.
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { accent, dark, red },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '18px' }, h2: { fontSize: '15px' }, h3: { fontSize: '14px' } },
  },
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    // Two pixels below the field's size would be too small to read.
    InputWrapper: Input.Wrapper.extend({
      styles: {
        description: { fontSize: 12, lineHeight: '16px' },
        error: { fontSize: 12, lineHeight: '16px' },
      },
    }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs', ...notKept } }),
    // Grows with its text by style alone: Mantine's `autosize` measures the page anew at every key.
    Textarea: Textarea.extend({
      defaultProps: { size: 'xs', minRows: 2, ...notKept },
      styles: (_, { minRows = 2, maxRows = Infinity }) => ({
        input: { fieldSizing: 'content', minHeight: rowsHigh(minRows), maxHeight: rowsHigh(maxRows) },
      }),
    }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'xs' } }),
    MultiSelect: MultiSelect.extend({ defaultProps: { size: 'xs', openOnFocus: false } }),
    TagsInput: TagsInput.extend({ defaultProps: { size: 'xs', openOnFocus: false } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs' } }),
    Switch: Switch.extend({ defaultProps: { size: 'sm' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'sm' } }),
    Select: Select.extend({
      defaultProps: {
        size: 'xs',
        allowDeselect: false,
        // A list that unfolds by itself hides the fields that one goes on to.
        openOnFocus: false,
        comboboxProps: { withinPortal: true },
        // The list of options scrolls itself: Mantine's box around it is a part that keys cannot reach.
        withScrollArea: false,
      },
      styles: { options: { maxHeight: 240, overflowY: 'auto' } },
    }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, transitionProps: { duration: 100 } },
      styles: { title: { fontWeight: 600 } },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, withArrow: true, transitionProps: { duration: 80 } },
    }),
  },
});

/** The height of a field of so many rows; an unbounded one has none. */
function rowsHigh(rows: number): string | undefined {
  return Number.isFinite(rows) ? `calc(${rows}lh + 2 * var(--input-padding-y, 0px) + 2px)` : undefined;
}

/** Lets Mantine's own parts follow our tokens. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-muted)',
    '--mantine-color-placeholder': 'var(--text-muted)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--red)',
    '--mantine-color-red-light': 'var(--red-tint)',
    '--mantine-color-red-light-hover': 'var(--red-tint)',
    '--mantine-color-red-light-color': 'var(--red)',
    '--mantine-color-anchor': 'var(--accent)',
  };
  return {
    variables: {},
    light: shared,
    dark: { ...shared, '--mantine-color-default': 'var(--surface-raised)' },
  };
};
