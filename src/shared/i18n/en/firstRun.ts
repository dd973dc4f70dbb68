import type { firstRun as finnish } from '../fi/firstRun';

export const firstRun: typeof finnish = {
  tagline: 'Calls, tickets and customers in one place. Works without a network too.',
  title: 'How would you like to start?',
  looking: 'Connecting…',
  sample: {
    title: 'Try with sample data',
    text: 'A ready-made team with customers, tickets and calls. Nothing to fill in.',
    working: 'Creating the sample team…',
    teamName: 'Sample team',
  },
  newTeam: {
    title: 'Start a new team on this computer',
    text: 'This computer becomes the team’s server, and you its team lead.',
    submit: 'Create team',
  },
  join: {
    title: 'Join a team',
    text: 'The team already has a server, and you were given an address, a user name and a password.',
    submit: 'Join',
    other: 'Join another team at another address',
  },
  signIn: {
    title: 'Sign in',
    titleTeam: 'Sign in: {{team}}',
    submit: 'Sign in',
    help: 'Your team lead gives user names and, when needed, a new password.',
    already: 'This server already has a team. A second one cannot be started beside it.',
  },
  waiting: {
    title: 'The team has not been set up yet',
    text: 'A team is set up on the computer that runs the server. Once that is done, you can sign in here.',
  },
  teamName: 'Team name',
  displayName: 'Your name',
  user: 'User name',
  userHint: 'Lower-case letters a–z, digits, dots and dashes. You sign in with this.',
  userWrong: 'Only lower-case letters a–z, digits, dots and dashes. A letter or digit first.',
  password: 'Password',
  showPassword: 'Show password',
  address: 'Server address',
  addressHint: 'For example 192.168.1.20:5959 or https://support.company.com',
  strength: {
    rule: 'At least 8 characters. A few words in a row make a good password.',
    tooShort: 'Too short: at least 8 characters',
    weak: 'Easy to guess',
    fair: 'Fair',
    good: 'Good',
  },
  problems: {
    noConnection: {
      what: 'The Luuri server does not answer',
      next: 'Nothing is lost. Check that the server is running and the network works, then try again.',
    },
    notSetUp: {
      what: 'The server has no team yet',
      next: 'A team is set up on the computer that runs the server. After that you can sign in.',
    },
    alreadySetUp: {
      what: 'The server already has a team',
      next: 'Nothing was changed. Open the page again and sign in.',
    },
    wrongPassword: {
      what: 'The user name or password is wrong',
      next: 'Check both, capital letters too. Several wrong tries lock the account for a while. Your team lead can set a new password.',
    },
    lockedOut: {
      what: 'The account is locked for a while',
      next: 'The password was wrong too many times. Wait a few minutes, then try again.',
    },
    noRights: {
      what: 'This account has no place in the team',
      next: 'The account exists but has not been added to the team. Ask your team lead to add it.',
    },
    notATeamServer: {
      what: 'There is no Luuri server at this address',
      next: 'Something else answered. Check the address. A sign-in page of the wireless network can also be in the way.',
    },
    unreachable: {
      what: 'Nothing answers at this address',
      next: 'Nothing was changed. Check the address, and that the server is on and can be reached from this network.',
    },
    versionMismatch: {
      what: 'The server and this program are of different versions',
      next: 'Update the older one and try again. What is on this computer stays.',
    },
    invalid: {
      what: 'The server did not accept the details',
      next: 'Nothing was saved. Check the fields and try again.',
    },
    conflict: {
      what: 'The server already has another record by this name',
      next: 'Nothing was changed. Try another name, or try again in a moment.',
    },
    notFound: {
      what: 'The server does not know this request',
      next: 'Nothing was changed. The server may be older than this program: update it and try again.',
    },
    serverError: {
      what: 'The server has a fault',
      next: 'Saved work is safe on this computer. Try again in a moment.',
    },
  },
};
