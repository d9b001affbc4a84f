import Hummingbird
import Scenarios

/// Full runs in the background.
extension Site {
  func addRuns(to router: Router<Context>) {
    router.get("/:place/run") { _, context in
      let desk = try desk(context)
      let page = RunPage(pages: pages, place: desk.place, token: token.text)
      return withToken(
        page.html(await office.current, await office.outcome(desk.place.name)))
    }
    router.get("/:place/run/state") { _, context in
      let desk = try desk(context)
      guard let current = await office.current, current.place == desk.place.name else {
        return Response.json(#"{"running":false}"#)
      }
      let (finished, total) = current.watch.progress
      return Response.json(
        #"{"running":true,"finished":\#(finished),"of":\#(total),"text":"\#(RunPage.text(current))"}"#
      )
    }
    router.post("/:place/run") { request, context in
      let desk = try desk(context)
      guard token.holds(request, try await request.form()) else { throw Self.foreignForm }
      try await office.begin(desk.place)
      return Response.redirect(to: "/\(desk.place.address)/run")
    }
    router.post("/:place/run/cancel") { request, context in
      let desk = try desk(context)
      guard token.holds(request, try await request.form()) else { throw Self.foreignForm }
      await office.cancel(desk.place.name)
      return Response.redirect(to: "/\(desk.place.address)/run")
    }
  }
}
