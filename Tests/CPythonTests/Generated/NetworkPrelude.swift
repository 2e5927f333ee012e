/// What programs begin with that talk over sockets: a protocol that does what its plan says, and `rescue`, which ends what
/// would wait for ever.
let networkPrelude = """
  PATH = "/tmp/taskviz-generated.sock"
  transports = []


  def report(loop, context):
      if "never retrieved" in context["message"] and not loop.is_running():
          return  # The garbage of the program's end, in no order.
      error = context.get("exception")
      print("report", context["message"].split("(")[0].split(" <")[0], sorted(context), show(error))


  def rescue(rounds):
      waiting = sorted(asyncio.all_tasks(), key=number)
      print("rescue", now(), len(waiting))
      for task in waiting:
          task.cancel()
      if rounds > 0:
          asyncio.get_running_loop().call_later(2, rescue, rounds - 1)


  def attempt(function, *args):
      try:
          print(function.__name__, function(*args))
      except Exception as error:
          print("refused", function.__name__, describe(error))


  def look(transport):
      return (
          transport.is_closing(), transport.is_reading(), transport.get_write_buffer_size(),
          transport.get_write_buffer_limits(),
      )


  class Talk(asyncio.Protocol):
      def __init__(self, name, **plan):
          self.name = name
          self.plan = plan
          self.received = 0

      def act(self, event, data=b""):
          for action in self.plan.get(event, "").split():
              transport = self.transport
              if action == "write":
                  transport.write(self.name.encode() + b"|")
              elif action == "big":
                  transport.write(b"y" * 90000)
              elif action == "lines":
                  transport.writelines([self.name.encode(), b"|", b"-" * 300])
              elif action == "echo":
                  transport.write(data)
              elif action == "end":
                  transport.write_eof()
              elif action == "raise":
                  raise ValueError(self.name)
              elif action == "limits":
                  transport.set_write_buffer_limits(high=0)
              elif action == "pause":
                  transport.pause_reading()
                  asyncio.get_running_loop().call_later(0.05, transport.resume_reading)
              elif action == "later":
                  asyncio.get_running_loop().call_later(0.02, self.act, "timer")
              elif action == "look":
                  print(self.name, look(transport))
              else:
                  getattr(transport, action)()

      def connection_made(self, transport):
          self.transport = transport
          transports.append(transport)
          print(self.name, "made", now())
          self.act("made")

      def data_received(self, data):
          print(self.name, "data", now(), sized(data))
          self.received += 1
          if self.received < 5:
              self.act("data", data)

      def eof_received(self):
          print(self.name, "eof", now())
          self.act("eof")
          return self.plan.get("keep", False)

      def connection_lost(self, error):
          print(self.name, "lost", now(), show(error))
          self.act("lost")

      def pause_writing(self):
          print(self.name, "full", now())
          self.act("full")

      def resume_writing(self):
          print(self.name, "room", now())
          self.act("room")



  """
