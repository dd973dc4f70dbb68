/** What `--help` prints. */
export const HELP = `Luuri hub: the team's server.

Usage
  hub [serve] [options]          serve the team database and the browser edition
  hub members [list]             show the team's accounts
  hub members add USER           add an account (--name, --role; the password is asked for or read from stdin)
  hub members reset-password USER
  hub members activate USER

Options of serve
  --port N          port to listen on (default 5959; 0 takes any free one)
  --host ADDRESS    address to listen on (default 127.0.0.1: this computer only)
  --expose          needed with any other address: others on the network can then reach the hub
  --data-dir DIR    where the data is kept (default: the usual place of this system for programs' data)
  --static DIR      folder of the browser edition (default: the one that was built beside this program)
  --heartbeat MS    milliseconds between the signs of life of a waiting feed (default 30000)

Options of members
  --data-dir DIR    as above; the hub may be running or not
  --name NAME       the person's name (default: the user name)
  --role ROLE       lead, agent (default) or viewer

  --help            this text
  --version         the version

Passwords are never taken from the command line.
Exit codes: 0 ended as asked, 1 failed, 2 wrong usage, 3 port or data folder in use.
`;
