throw new Error("I am not well");
