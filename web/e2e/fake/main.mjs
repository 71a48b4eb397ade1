import { createFake } from './server.mjs';

const port = Number(process.env.PORT ?? 8080);
const count = Number(process.env.TICKETS ?? 10_000);
const { server } = createFake({ count, setUp: process.env.SET_UP !== 'false' });
server.listen(port, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${port} with ${count} tickets; ada@rapport.example, password "correct horse battery"`),
);
