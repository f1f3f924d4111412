package tributary.feeds.simulator.http;

import tributary.feeds.http.CallBudget;

/** The ways of the venues there are. The words are ours; what a client must know them by is not. */
enum VenueManners implements Played.Manners {
  COINGECKO {
    @Override
    public String key(Request request) {
      String pro = request.header("x-cg-pro-api-key");
      return pro.isEmpty() ? request.header("x-cg-demo-api-key") : pro;
    }

    @Override
    public Response badKey() {
      return Response.json("{\"status\":{\"error_code\":10002,\"error_message\":\"bad key\"}}")
          .status(401);
    }

    @Override
    public Response limited(CallBudget.Wait wait) {
      return Response.json("{\"status\":{\"error_code\":429,\"error_message\":\"too many calls\"}}")
          .status(429)
          .header("Retry-After", Long.toString((wait.nanos() + 999_999_999) / 1_000_000_000));
    }
  },

  ALPHA_VANTAGE {
    @Override
    public String key(Request request) {
      return request.parameter("apikey");
    }

    @Override
    public Response badKey() {
      return Response.json("{\"Error Message\":\"the parameter apikey is invalid or missing\"}");
    }

    @Override
    public Response limited(CallBudget.Wait wait) {
      if (wait.why().contains("per day")) {
        return Response.json("{\"Information\":\"that was the last of 25 requests per day\"}");
      }
      return wait.why().contains("per minute")
          ? Response.json("{\"Note\":\"that was more than 5 calls per minute\"}")
          : Response.json("{\"Information\":\"more sparingly, please (1 request per second)\"}");
    }
  }
}
