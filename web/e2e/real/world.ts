import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { SMTPServer } from 'smtp-server';

/** The mail servers of the outside world: one that sends to Rapport, one that takes what Rapport sends. */
export class World {
  readonly received: ParsedMail[] = [];
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      simpleParser(stream).then(
        (mail) => {
          this.received.push(mail);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  private readonly sending = createTransport({ host: '127.0.0.1', port: Number(process.env.SMTP_PORT), ignoreTLS: true });

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.server.address() as AddressInfo).port;
  }

  async send(mail: SendMailOptions): Promise<void> {
    await this.sending.sendMail(mail);
  }

  async stop(): Promise<void> {
    this.sending.close();
    await new Promise<void>((resolve) => this.server.close(resolve));
  }
}
